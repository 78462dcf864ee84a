"""Dutch articles into English with every name and term as the glossary says."""

__version__ = "0.1.0"
