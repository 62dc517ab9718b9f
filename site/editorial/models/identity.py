from __future__ import annotations

from typing import Self

from django.db import models
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Site


@register_setting(icon="home", order=10)
class IdentitySettings(BaseSiteSetting):
    """Who speaks on this site. Another intercommunality changes these fields and nothing else."""

    name = models.CharField(
        "nom",
        max_length=80,
        blank=True,
        help_text="Le nom court, celui du logo et des titres.",
    )
    locative = models.CharField(
        "nom, après « venir »",
        max_length=80,
        blank=True,
        help_text="Pour les phrases : au pays de…, en Haute-Vallée. Vide : on s’en passe.",
    )
    tagline = models.CharField(
        "sous le nom",
        max_length=120,
        blank=True,
        help_text="Par exemple : communauté de communes.",
    )
    legal_name = models.CharField("dénomination officielle", max_length=160, blank=True)
    logo = models.ForeignKey(
        "editorial.Picture",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="logo",
        help_text="Facultatif : sans lui, le site dessine le sien.",
    )
    house = models.CharField(
        "lieu d’accueil",
        max_length=120,
        blank=True,
        help_text="Le bâtiment où l’on est reçu. Par exemple : Maison des services.",
    )
    address = models.CharField("rue", max_length=160, blank=True)
    postcode_city = models.CharField("code postal et commune", max_length=120, blank=True)
    telephone = models.CharField("téléphone", max_length=30, blank=True)
    email = models.EmailField("adresse électronique", blank=True)
    hours_text = models.TextField(
        "horaires",
        blank=True,
        help_text="Une ligne par plage, comme on la dirait au téléphone.",
    )

    panels = [
        MultiFieldPanel(
            [
                FieldPanel("name"),
                FieldPanel("locative"),
                FieldPanel("tagline"),
                FieldPanel("legal_name"),
                FieldPanel("logo"),
            ],
            heading="Nom",
        ),
        MultiFieldPanel(
            [
                FieldPanel("house"),
                FieldRowPanel([FieldPanel("address"), FieldPanel("postcode_city")]),
                FieldRowPanel([FieldPanel("telephone"), FieldPanel("email")]),
                FieldPanel("hours_text"),
            ],
            heading="Accueil du public",
        ),
    ]

    class Meta:
        verbose_name = "identité"

    def __str__(self) -> str:
        return self.name or "identité du site"

    @classmethod
    def of_the_site(cls) -> Self:
        """The identity of the only site, where no request names it: letters, papers."""
        site = Site.objects.filter(is_default_site=True).first()
        return cls.for_site(site) if site else cls()

    def as_sender(self) -> dict[str, str]:
        """Who gives a paper, as it is frozen with it."""
        return {
            "name": self.legal_name or self.name,
            "address": self.whole_address,
            "telephone": self.telephone,
            "email": self.email,
        }

    @property
    def whole_address(self) -> str:
        """« Maison des services, 4 rue de la Gare, 15300 Murat », without what is not known."""
        return ", ".join(filter(None, [self.house, self.address, self.postcode_city]))

    @property
    def telephone_href(self) -> str:
        """The number as a telephone dials it: +33 and nine digits for a French number."""
        digits = "".join(sign for sign in self.telephone if sign.isdigit() or sign == "+")
        return f"+33{digits[1:]}" if digits.startswith("0") else digits
