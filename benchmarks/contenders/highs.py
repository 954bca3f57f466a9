"""The joint model given as a whole to HiGHS, through MathOpt of OR-tools.

`highspy` must not be imported in the same process: both carry HiGHS.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta

from ortools.math_opt.python import mathopt

from benchmarks.contenders.joint import joint_model
from benchmarks.contenders.record import Record
from busplan.errors import NoPlanExists
from busplan.result import ABSOLUTE_TOLERANCE, RELATIVE_TOLERANCE
from busplan.solver.linear import LinearModel
from busplan.solver.solution import plan_of

COLUMNS_AFTER_BOUND = 8
"""A line of the log of HiGHS' tree ends: bound, best, gap, cuts, in LP, conflicts, steps, time."""


def highs(record: Record) -> None:
    """Solve the joint model with HiGHS until it is as exact as busplan's own proofs are.

    HiGHS chooses its threads itself here: MathOpt passes no number on. Its tree is searched by one.
    """
    model = joint_model(record)
    with record.in_time():
        program, variables = as_program(model.linear)
    parameters = mathopt.SolveParameters(
        time_limit=timedelta(seconds=record.left),
        random_seed=record.terms.seed,
        relative_gap_tolerance=RELATIVE_TOLERANCE,
        absolute_gap_tolerance=ABSOLUTE_TOLERANCE,
    )

    def read(lines: Sequence[str]) -> None:
        for line in lines:
            bound, best = bound_and_best(line)
            if best is not None:
                record.saw_plan(record.elapsed)
            if bound is not None:
                record.lower_bound_to(bound)

    answer = mathopt.solve(program, mathopt.SolverType.HIGHS, params=parameters, msg_cb=read)
    if answer.termination.reason == mathopt.TerminationReason.INFEASIBLE:
        raise NoPlanExists
    if answer.has_primal_feasible_solution():
        values = answer.variable_values(variables)
        plan = plan_of(record.season, model, values)
        record.offer(plan, record.first_plan_seconds)
    record.lower_bound_to(answer.termination.objective_bounds.dual_bound)


def as_program(linear: LinearModel) -> tuple[mathopt.Model, list[mathopt.Variable]]:
    """Write a linear model as a program of MathOpt; gives its variables in the same order."""
    program = mathopt.Model()
    variables = [program.add_integer_variable(lb=0.0, ub=upper) for upper in linear.uppers]
    for row in linear.rows:
        constraint = program.add_linear_constraint(lb=row.lower, ub=row.upper)
        for coefficient, variable in row.terms:
            constraint.set_coefficient(variables[variable], coefficient)
    program.objective.is_maximize = True
    program.objective.offset = linear.objective.constant
    for coefficient, variable in linear.merged(linear.objective):
        program.objective.set_linear_coefficient(variables[variable], coefficient)
    return program, variables


def bound_and_best(line: str) -> tuple[float | None, float | None]:
    """Read bound and best solution off a line of HiGHS' log, None where it tells none."""
    words = line.split()
    if not re.search(r"\d\.\ds$", line) or len(words) < COLUMNS_AFTER_BOUND + 4:
        return None, None
    bound, best = words[-COLUMNS_AFTER_BOUND], words[1 - COLUMNS_AFTER_BOUND]
    return _finite(bound), _finite(best)


def _finite(word: str) -> float | None:
    return float(word) if re.fullmatch(r"-?\d[\d.]*(e[+-]?\d+)?", word) else None
