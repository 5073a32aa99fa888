"""What the DAGs share: the runner as a process, and the one operator."""
