# Why a look at a feed found nothing that can be believed, or ended without an answer. Each ends a sentence, as in trouble.ftl.
look-too-long = { $minutes ->
    [one] it took longer than { $minutes } minute
   *[other] it took longer than { $minutes } minutes
}
history-empty = the watch history came empty
