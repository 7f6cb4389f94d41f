from django.apps import AppConfig
from django.contrib.admin import apps as admin
from django.core import checks
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class QuestionnaireConfig(AppConfig):
    name = "questionnaire"
    verbose_name = _("Self-assessment")

    def ready(self) -> None:
        from questionnaire import content  # noqa: PLC0415 - models can be imported only from here on
        from questionnaire.checks import privacy_is_stated  # noqa: PLC0415 - beside the other

        checks.register(privacy_is_stated)
        post_migrate.connect(content.render_again, sender=self)


class AdminConfig(admin.AdminConfig):
    default = False  # of this module, that is; settings name it
    default_site = "questionnaire.desk.site.EditorsSite"
