"""busplan plans the season of a mobile outreach bus: route, week and crew in one model."""

__version__ = "0.1.0"
