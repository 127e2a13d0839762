export default {
  'history.title': 'Examens de',
  'history.loading': 'Lecture des examens…',
  'history.none': 'Aucun examen de ce patient.',
  'history.count': 'Examens : {n}',
  'history.here': 'cet examen',
  'history.failed': 'Les examens n’ont pas pu être lus : {reason}',
  'history.more': 'Montrer les précédents',
};
