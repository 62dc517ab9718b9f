"""The CRM plugin: one Django app a room. Take crm out of PLUGINS and the site serves without it."""

APPS = [
    "crm.demo",
    "crm.indicators",
    "crm.privacy",
    "crm.imports",
    "crm.applications",
    "crm.welcome",
    "crm.workspaces",
    "crm.support",
    "crm.organisations",
    "crm.papers",
    "crm.needs",
    "crm.journeys",
    "crm.people",
    "crm.registers",
    "crm.letters",
    "crm.consents",
    "crm.journal",
]
