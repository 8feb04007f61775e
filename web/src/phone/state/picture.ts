// The receipt as a picture: for phones and browsers that cannot print or copy.

/** One line of the receipt. */
export interface Line {
  readonly label: string;
  readonly value: string;
}

const WIDTH = 720;
const EDGE = 48;
const FONT = 'system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif';

/** Draws the receipt and gives it as a PNG data URL. */
export async function drawReceipt(title: string, lines: readonly Line[], signature: string): Promise<string> {
  const canvas = document.createElement("canvas");
  canvas.width = WIDTH;
  const pen = canvas.getContext("2d");
  if (!pen) return "";
  pen.font = `30px ${FONT}`;
  const rows = lines.map((line) => ({ ...line, wrapped: wrap(pen, line.value, WIDTH - 2 * EDGE) }));
  const height = rows.reduce((sum, row) => sum + 60 + row.wrapped.length * 42, 150) + (signature ? 220 : 30);
  canvas.height = height;
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, WIDTH, height);
  pen.fillStyle = "#a8201a";
  pen.fillRect(0, 0, WIDTH, 12);
  pen.font = `bold 38px ${FONT}`;
  pen.fillText(title, EDGE, 84);
  let y = 140;
  for (const row of rows) {
    pen.fillStyle = "#57524f";
    pen.font = `24px ${FONT}`;
    pen.fillText(row.label, EDGE, y);
    pen.fillStyle = "#1d1b1a";
    pen.font = `30px ${FONT}`;
    for (const text of row.wrapped) {
      y += 42;
      pen.fillText(text, EDGE, y);
    }
    y += 60;
  }
  if (signature) {
    const drawn = await picture(signature);
    pen.drawImage(drawn, EDGE, y - 30, 420, (420 * drawn.height) / drawn.width);
  }
  return canvas.toDataURL("image/png");
}

function wrap(pen: CanvasRenderingContext2D, text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const char of text) {
    if (pen.measureText(line + char).width > width) {
      lines.push(line);
      line = "";
    }
    line += char;
  }
  return [...lines, line];
}

function picture(source: string): Promise<HTMLImageElement> {
  return new Promise((resolve, reject) => {
    const image = new Image();
    image.onload = () => resolve(image);
    image.onerror = () => reject(new Error("the signature cannot be shown"));
    image.src = source;
  });
}
