import type { CancellationToken, MarkdownString } from "vscode";
import type { Hover } from "vscode-languageclient";
import { DESCRIPTION_REQUEST, type DescriptionParams } from "../../../server/src/protocol.ts";
import type { LanguageServer } from "../languageServer.ts";
import type { FieldNode } from "./nodes.ts";

/** What the hover in the editor says of the field, in the same words: the server is asked for it. */
export async function fieldTooltip(
  server: LanguageServer,
  { entity, field }: FieldNode,
  token: CancellationToken,
): Promise<MarkdownString | undefined> {
  const params: DescriptionParams = { textDocument: { uri: entity.uri }, position: field.range.start };
  try {
    const hover = await server.sendRequest<Hover | null>(DESCRIPTION_REQUEST, params, token);
    return server.client.protocol2CodeConverter.asHover(hover)?.contents[0] as MarkdownString | undefined;
  } catch (error) {
    // The server is going away, or the file has changed and the node with it.
    server.log.debug(`tooltip: ${String(error)}`);
    return undefined;
  }
}
