"""Whether what was printed is still so: the short address of a page, its picture, and the page that checks it."""
