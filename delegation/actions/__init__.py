"""Every change that has consequences: one function each, atomic, which asks for rights and says why it refuses."""
