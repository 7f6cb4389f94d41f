"""The group “Editör”: everything about content, nothing about respondents."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

GROUP = "Editör"
PERMISSIONS = [
    *(f"{verb}_{model}" for model in ("area", "question", "choice", "guidance") for verb in ("view", "add", "change")),
    # Nothing that respondents refer to: that it cannot go would tell that somebody picked it. Editors retire it.
    "delete_area",
    *(f"{verb}_questionnaire" for verb in ("view", "add", "change")),
    *(f"view_historical{model}" for model in ("questionnaire", "area", "question", "choice", "guidance")),
    "view_load",
    "add_load",  # may load files
    "view_link",
]


def make_group(apps, schema_editor):
    """An existing group of this name keeps its members and what else it may do."""
    using = schema_editor.connection.alias
    # Permissions are made after all migrations; the group needs them now.
    config = apps.get_app_config("questionnaire")
    config.models_module = True
    create_permissions(config, verbosity=0, using=using, apps=apps)
    config.models_module = None
    group, _ = apps.get_model("auth", "Group").objects.using(using).get_or_create(name=GROUP)
    group.permissions.add(*_permissions(apps, using))


def take_back(apps, schema_editor):
    """A group that has members, or may do something else, stays without these permissions."""
    using = schema_editor.connection.alias
    group = apps.get_model("auth", "Group").objects.using(using).filter(name=GROUP).first()
    if group is None:
        return
    group.permissions.remove(*_permissions(apps, using))
    if not group.permissions.exists() and not group.user_set.exists():
        group.delete()


def _permissions(apps, using):
    permissions = apps.get_model("auth", "Permission").objects.using(using)
    return permissions.filter(content_type__app_label="questionnaire", codename__in=PERMISSIONS)


class Migration(migrations.Migration):

    dependencies = [
        ("questionnaire", "0003_links"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(make_group, take_back)]
