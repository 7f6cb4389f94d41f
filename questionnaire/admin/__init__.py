from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from questionnaire.admin.assessment import AssessmentAdmin
from questionnaire.admin.content import (
    AreaAdmin,
    ChoiceAdmin,
    GuidanceAdmin,
    QuestionAdmin,
    QuestionnaireAdmin,
)
from questionnaire.admin.loading import LoadingAdmin
from questionnaire.admin.login import LimitedLoginForm
from questionnaire.models import Area, Assessment, Choice, Guidance, Load, Question, Questionnaire

admin.site.site_header = admin.site.site_title = _("Self-assessment administration")
admin.site.login_form = LimitedLoginForm
admin.site.register(Questionnaire, QuestionnaireAdmin)
admin.site.register(Area, AreaAdmin)
admin.site.register(Question, QuestionAdmin)
admin.site.register(Choice, ChoiceAdmin)
admin.site.register(Guidance, GuidanceAdmin)
admin.site.register(Assessment, AssessmentAdmin)
admin.site.register(Load, LoadingAdmin)
