from wagtail_modeladmin.options import modeladmin_register

from .admin import ConsentRegister, WordingRegister

modeladmin_register(ConsentRegister)
modeladmin_register(WordingRegister)
