export default {
  'outbox.counts': 'Onyesha kwa hali',
  'outbox.pending': 'Njiani',
  'outbox.delivered': 'Imefika',
  'outbox.dead': 'Imekataliwa',
  'outbox.nothing':
    'Bado hakuna kilichotumwa. Mahali uchunguzi uliomalizika unapokwenda huwekwa kwenye kisanduku ' +
    '(outbox.destinations).',
  'outbox.none': 'Hakuna katika hali hii.',
  'outbox.oldest': 'Unaosubiri zaidi ulimalizika: {time}.',
  'outbox.to': 'kwenda',
  'outbox.kind': '{kind}, toleo {edition}',
  'outbox.finished': 'Ulimalizika: {time}.',
  'outbox.due': 'Jaribio lijalo: {time}.',
  'outbox.ended-delivered': 'Ilifika: {time}.',
  'outbox.ended-dead': 'Ilikataliwa: {time}.',
  'outbox.attempts': 'Majaribio {n}.',
  'outbox.resend': 'Tuma tena',
  'outbox.now': 'Jaribu sasa',
  'outbox.resent': 'Inatumwa tena.',
  'outbox.refused': 'Haikutumwa tena: {reason}',
  'outbox.unreadable': 'Zinazotumwa hazikusomeka: {reason}',
  'outbox.more': 'Onyesha zaidi',
};
