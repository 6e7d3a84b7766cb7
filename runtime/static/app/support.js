// Loaded in <head>, before the first paint: says that scripts run. Pages hide what then needs no button of its own.
document.documentElement.classList.add("js-enabled", "govuk-frontend-supported");
