"""What every window is made of: controls, questions, tasks, toasts, times and links in words."""
