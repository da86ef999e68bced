"""What a fresh register has to say of itself, in both languages; afterwards its editors say what they like."""
