# Nothing is imported here: each start names the settings it wants, and only those are read.
