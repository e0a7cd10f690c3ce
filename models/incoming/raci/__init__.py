"""Responsibility matrices as people write them: found in a grid of texts, read cell by cell.

Three questions, each with a module of its own: what does a cell say (`letters`), where in the
grid is the matrix and which way round does it stand (`found`), and how do files and pasted
text become grids (`grids`). Nothing is taken for a letter that is not one: what cannot be read
is said with its place, and letters of other schemes wait for somebody to say what they mean.
"""
