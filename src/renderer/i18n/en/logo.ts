// The shop's logo on receipts.
export const logo = {
  logo: 'Logo on receipts',
  hint: 'PNG, JPEG or SVG, up to 4 MB. It is printed in black, at most 48 mm wide and 24 mm high.',
  choose: 'Choose a picture',
  other: 'Choose another',
  remove: 'Remove',
  kept: 'The logo is kept',
  gone: 'The logo is removed',
  next: 'From the next receipt on, and on receipts that are shown again.',
  refused: 'That picture cannot be the logo',
  trouble: {
    type: 'Choose a PNG, JPEG or SVG file.',
    size: 'The file is larger than 4 MB. Save the picture smaller and choose it again.',
    unreadable: 'The file cannot be read as a picture. Open it in a picture program, save it as PNG, and choose that.',
    empty: 'Nothing of it would be printed: it is white or transparent. Choose one with a dark drawing.',
  },
};
