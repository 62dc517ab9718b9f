from crm.registers.calendar import add_months

__all__ = ["add_months"]
