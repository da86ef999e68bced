"""The parts of an answer: who signs, what the office must do, how holders differ, what breaks, before and after."""
