"""Invented seasons to measure on: a landscape, its people, a calendar and a plan that keeps all."""
