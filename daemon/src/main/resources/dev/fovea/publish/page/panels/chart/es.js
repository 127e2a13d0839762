export default {
  'chart.title': 'Examen de',
  'chart.empty': 'Nadie ha añadido nada todavía.',
  'chart.name': 'Su nombre',
  'chart.reading': 'Su propia lectura',
  'chart.answer': 'La respuesta mostrada',
  'chart.choose': 'Elija',
  'chart.agree': 'Estoy de acuerdo',
  'chart.disagree': 'No estoy de acuerdo',
  'chart.grade': 'Su valoración final (necesaria si no está de acuerdo)',
  'chart.keep-reading': 'Guardar lectura',
  'chart.note': 'Nota',
  'chart.keep-note': 'Guardar nota',
  'chart.remark': 'Observación',
  'chart.finish': 'Terminar examen',
  'chart.finish-hint':
    'Necesaria si un ojo no tiene respuesta: diga por qué. Lo que el examen dice ahora queda como su informe; lo ' +
    'que venga después crea una nueva edición.',
  'chart.agrees': '{eye}: de acuerdo con la respuesta',
  'chart.disagrees': '{eye}: en desacuerdo con la respuesta',
  'chart.noted': 'Nota',
  'chart.is-finished': 'Terminado, edición {edition}',
  'chart.was-finished': 'Terminado, edición {edition}; después hubo algo más',
  'chart.kept': 'Guardado.',
  'chart.refused': 'No se guardó: {reason}',
  'chart.changed':
    'Ha llegado algo desde que se mostró esto, u otra persona lo ha terminado. Mire lo que dice ahora el examen y ' +
    'vuelva a terminarlo.',
};
