"""Where things lie in the register's pictures: plain geometry, without words, colours or a database. Pure."""
