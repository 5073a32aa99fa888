"""What tests of several projects share: made-up loans, features computed once more, a training process."""
