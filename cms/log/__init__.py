"""The publication log: what each edition brought, corrected and withdrew, and what the register said when."""
