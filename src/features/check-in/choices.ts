/** How one studied; the first four have the best evidence for remembering (Dunlosky et al. 2013). */
export const strategies = [
  { value: 'retrieval', label: 'Retrieval practice' },
  { value: 'spacing', label: 'Spacing' },
  { value: 'worked-examples', label: 'Worked examples' },
  { value: 'elaboration', label: 'Elaboration' },
  { value: 'notes', label: 'Note-making' },
  { value: 'rereading', label: 'Re-reading' },
  { value: 'problems', label: 'Problem solving' },
  { value: 'teaching', label: 'Teaching someone' },
] as const;

export const sureness = [
  { value: '1', label: '1 · lost' },
  { value: '2', label: '2 · shaky' },
  { value: '3', label: '3 · half and half' },
  { value: '4', label: '4 · fairly sure' },
  { value: '5', label: '5 · could teach it' },
] as const;
