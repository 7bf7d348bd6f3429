# The panel's first page.
command-start = open the panel
command-menu = open the panel
command-config = open the panel
screen-home-title = <b>Yagami</b>
screen-home-likes = Likes: { $seeded }
screen-home-subscriptions = Subscriptions: { $seeded }
screen-home-history = Watch history: { $seeded }
screen-home-setup = Set-up
