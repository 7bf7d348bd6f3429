"""The control surface: the conversation with the owner, and the switch-on page."""

VERSION = "0.1.0"  #: equals pyproject.toml's (a test compares them): run from its folder, the app is installed nowhere
