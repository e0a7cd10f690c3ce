"""Lists as people keep them: catalogues of requirements, people, risks, budgets, KPIs.

Four questions, each with a module of its own: which words stand for which field (`words`), where
the heads are and which column is which field (`columns`), which rows are records and which are
headings, totals or notes (`lines`), and what a cell says (`cells`, `amounts`). What was not
understood is said with its place; what has no field is named, and left out.
"""
