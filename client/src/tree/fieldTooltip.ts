import type { CancellationToken, MarkdownString } from "vscode";
import type { BaseLanguageClient, Hover } from "vscode-languageclient";
import type { FieldNode } from "./nodes.ts";

/** What the hover in the editor says of the field, in the same words: the server is asked for it. */
export async function fieldTooltip(
  client: BaseLanguageClient,
  { entity, field }: FieldNode,
  token: CancellationToken,
): Promise<MarkdownString | undefined> {
  const params = { textDocument: { uri: entity.uri }, position: field.range.start };
  try {
    const hover = await client.sendRequest<Hover | null>("textDocument/hover", params, token);
    return client.protocol2CodeConverter.asHover(hover)?.contents[0] as MarkdownString | undefined;
  } catch (error) {
    // The server is going away, or the file has changed and the node with it.
    client.outputChannel.debug(`tooltip: ${String(error)}`);
    return undefined;
  }
}
