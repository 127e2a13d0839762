export default {
  'history.title': 'Uchunguzi wa',
  'history.loading': 'Uchunguzi unasomwa…',
  'history.none': 'Hakuna uchunguzi wa mgonjwa huyu.',
  'history.count': 'Uchunguzi: {n}',
  'history.here': 'uchunguzi huu',
  'history.failed': 'Uchunguzi haukusomeka: {reason}',
  'history.more': 'Onyesha wa awali zaidi',
};
