export default {
  'outbox.counts': 'Mostrar por estado',
  'outbox.pending': 'En camino',
  'outbox.delivered': 'Entregado',
  'outbox.dead': 'Rechazado',
  'outbox.nothing':
    'Todavía no se ha enviado nada. Adónde van los exámenes terminados se configura en el equipo ' +
    '(outbox.destinations).',
  'outbox.none': 'Ninguno en este estado.',
  'outbox.oldest': 'El que más espera se terminó: {time}.',
  'outbox.to': 'a',
  'outbox.kind': '{kind}, edición {edition}',
  'outbox.finished': 'Terminado: {time}.',
  'outbox.due': 'Próximo intento: {time}.',
  'outbox.ended-delivered': 'Llegó: {time}.',
  'outbox.ended-dead': 'Rechazado: {time}.',
  'outbox.attempts': '{n} intentos.',
  'outbox.resend': 'Enviar de nuevo',
  'outbox.now': 'Intentar ahora',
  'outbox.resent': 'Se envía de nuevo.',
  'outbox.refused': 'No se envió de nuevo: {reason}',
  'outbox.unreadable': 'No se pudieron leer los envíos: {reason}',
  'outbox.more': 'Mostrar más',
};
