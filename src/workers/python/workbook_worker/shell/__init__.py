"""The process of its own in which the core runs.

transport      the two connections to the host
interrupts     where a KeyboardInterrupt may be raised, and where not
time_limit     by a timer's signal
lifetime       how the process ends, and what its forked children may not do; its own streams
process_shell  ties them to the core
"""
