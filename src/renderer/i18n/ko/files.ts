// 파일로 저장하는 보고서의 말.
import type { files as pattern } from '../en/files.ts';
import type { Words } from '../words.ts';

export const files: Words<typeof pattern> = {
  label: '파일로 저장: {{of}}',
  save: '{{of}}: {{format}} 파일로 저장',
  format: { csv: 'CSV', xlsx: 'Excel', pdf: 'PDF' },
};
