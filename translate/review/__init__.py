"""Review side by side: what a person sees, corrects and approves."""
