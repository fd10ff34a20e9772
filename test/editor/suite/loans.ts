import * as vscode from "vscode";

const NAME = "models.py";
const BYTES = new TextEncoder().encode(`from django.db import models

class Loan(models.Model):
    national_id = models.CharField(max_length=18)
`);

/** A file system on no disk: the same file in each of so many folders, one in the other. */
export class Loans implements vscode.FileSystemProvider {
  levels = 1;
  /** In milliseconds, for each folder. */
  delay = 0;
  readonly onDidChangeFile = new vscode.EventEmitter<vscode.FileChangeEvent[]>().event;

  stat({ path }: vscode.Uri): vscode.FileStat {
    if (path.endsWith(`/${NAME}`)) return { type: vscode.FileType.File, ctime: 0, mtime: 0, size: BYTES.length };
    if (path.includes(".")) throw vscode.FileSystemError.FileNotFound();
    return { type: vscode.FileType.Directory, ctime: 0, mtime: 0, size: 0 };
  }

  async readDirectory({ path }: vscode.Uri): Promise<[string, vscode.FileType][]> {
    await new Promise((resolve) => setTimeout(resolve, this.delay));
    const isLast = path.split("/").length > this.levels;
    const inner: [string, vscode.FileType][] = isLast ? [] : [["inner", vscode.FileType.Directory]];
    return [[NAME, vscode.FileType.File], ...inner];
  }

  readFile({ path }: vscode.Uri): Uint8Array {
    if (!path.endsWith(`/${NAME}`)) throw vscode.FileSystemError.FileNotFound();
    return BYTES;
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
