/** The media type of a Content-Type, without its parameters, in lower case. */
export function mediaType(contentType: string): string {
  const [essence = ''] = contentType.split(';', 1);
  return essence.trim().toLowerCase();
}
