"""Every parser of what comes from outside, with very many inputs that are nearly right: `./yagami fuzz`, and 500 each in the gate.

inputs.py     what is made of true samples: mutations, splices, nonsense, what is a megabyte long
parser.py     what a parser is: how its inputs are made, how it reads one, what it may refuse with, what must hold of the rest
of_*.py       the parsers, by where their inputs come from
run.py        batches of inputs by a seed; the table under docs/
"""
