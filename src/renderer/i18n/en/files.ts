// Reports saved as files.
export const files = {
  label: 'Save as a file: {{of}}',
  save: '{{of}}: save as {{format}}',
  format: { csv: 'CSV', xlsx: 'Excel', pdf: 'PDF' },
};
