export default {
  'history.title': 'Exámenes de',
  'history.loading': 'Leyendo los exámenes…',
  'history.none': 'No hay exámenes de este paciente.',
  'history.count': 'Exámenes: {n}',
  'history.here': 'este examen',
  'history.failed': 'No se pudieron leer los exámenes: {reason}',
  'history.more': 'Mostrar anteriores',
};
