import * as vscode from "vscode";

/** A model for such a file. */
export const LOANS = `from django.db import models

class Loan(models.Model):
    national_id = models.CharField(max_length=18)
`;

/** A file system on no disk: every folder has this file and nothing else. */
export class OneFile implements vscode.FileSystemProvider {
  readonly #name: string;
  readonly #bytes: Uint8Array;
  readonly onDidChangeFile = new vscode.EventEmitter<vscode.FileChangeEvent[]>().event;

  constructor(name: string, text: string) {
    this.#name = name;
    this.#bytes = new TextEncoder().encode(text);
  }

  stat({ path }: vscode.Uri): vscode.FileStat {
    if (path.endsWith(`/${this.#name}`)) {
      return { type: vscode.FileType.File, ctime: 0, mtime: 0, size: this.#bytes.length };
    }
    if (path.includes(".")) throw vscode.FileSystemError.FileNotFound();
    return { type: vscode.FileType.Directory, ctime: 0, mtime: 0, size: 0 };
  }

  readDirectory(): [string, vscode.FileType][] {
    return [[this.#name, vscode.FileType.File]];
  }

  readFile({ path }: vscode.Uri): Uint8Array {
    if (!path.endsWith(`/${this.#name}`)) throw vscode.FileSystemError.FileNotFound();
    return this.#bytes;
  }

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  createDirectory(): never {
    throw vscode.FileSystemError.NoPermissions();
  }

  writeFile(): never {
    throw vscode.FileSystemError.NoPermissions();
  }

  delete(): never {
    throw vscode.FileSystemError.NoPermissions();
  }

  rename(): never {
    throw vscode.FileSystemError.NoPermissions();
  }
}
