"""The desktop's benchmark: start, memory, feel and idleness, beside other chat programs."""
