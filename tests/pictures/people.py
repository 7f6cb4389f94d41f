"""Who is in the pictures, and how they come in; imports no Django, which drives another process here."""

KEY = "0123456789ABCDEFGHJKMNPQRSTV"  # opens the assessment
PASSWORD = "for-the-pictures-alone"
ADMINISTRATOR, EDITOR, COLLEAGUE = "yönetici", "elif", "deniz"
