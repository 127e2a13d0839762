export default {
  'chart.title': 'Examen de',
  'chart.empty': 'Personne n’a encore rien ajouté.',
  'chart.name': 'Votre nom',
  'chart.reading': 'Votre propre lecture',
  'chart.answer': 'La réponse affichée',
  'chart.choose': 'Choisissez',
  'chart.agree': 'Je suis d’accord',
  'chart.disagree': 'Je ne suis pas d’accord',
  'chart.grade': 'Votre évaluation finale (nécessaire si vous n’êtes pas d’accord)',
  'chart.keep-reading': 'Enregistrer la lecture',
  'chart.note': 'Note',
  'chart.keep-note': 'Enregistrer la note',
  'chart.remark': 'Remarque',
  'chart.finish': 'Terminer l’examen',
  'chart.finish-hint':
    'Nécessaire si un œil n’a pas de réponse : dites pourquoi. Ce que dit l’examen maintenant est gardé comme son ' +
    'rapport ; ce qui vient après crée une nouvelle édition.',
  'chart.agrees': '{eye} : d’accord avec la réponse',
  'chart.disagrees': '{eye} : pas d’accord avec la réponse',
  'chart.noted': 'Note',
  'chart.is-finished': 'Terminé, édition {edition}',
  'chart.was-finished': 'Terminé, édition {edition} ; quelque chose est venu après',
  'chart.kept': 'Enregistré.',
  'chart.refused': 'Non enregistré : {reason}',
  'chart.changed':
    'Quelque chose est arrivé depuis cet affichage, ou quelqu’un d’autre l’a terminé. Regardez ce que dit ' +
    'l’examen maintenant, puis terminez de nouveau.',
};
