"""An independent reading of the rules of competence, slow and literal, to check the program against."""
