// A file that the page has put together, as the browser saves any file: where the person says.

export function saveFile(fileName: string, parts: BlobPart[], mediaType: string): void {
  const url = URL.createObjectURL(new Blob(parts, { type: mediaType }));
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(url);
}
