// Reading QR codes by the camera: by the browser's own reader where it has one, else by ours.
import { onBeforeUnmount, ref, type Ref } from "vue";

interface Reader { read: (video: HTMLVideoElement) => Promise<string | undefined> }

interface Detector { detect: (source: CanvasImageSource) => Promise<{ rawValue: string }[]> }

/** Between two looks: fast enough for a queue, slow enough for a small tablet. */
const LOOK_MS = 250;
/** The same code is not read again so soon. */
const AGAIN_MS = 3_000;

async function reader(): Promise<Reader> {
  const own = (globalThis as unknown as { BarcodeDetector?: new (options: { formats: string[] }) => Detector }).BarcodeDetector;
  if (own) {
    const detector = new own({ formats: ["qr_code"] });
    return { read: async (video) => (await detector.detect(video))[0]?.rawValue };
  }
  const { default: jsQR } = await import("jsqr");
  const canvas = document.createElement("canvas");
  return {
    read: async (video) => {
      canvas.width = video.videoWidth;
      canvas.height = video.videoHeight;
      const drawn = canvas.getContext("2d", { willReadFrequently: true });
      if (!drawn || canvas.width === 0) return undefined;
      drawn.drawImage(video, 0, 0);
      const image = drawn.getImageData(0, 0, canvas.width, canvas.height);
      return jsQR(image.data, image.width, image.height)?.data;
    },
  };
}

/** A scanner over a video element: `found` hears of each code once. */
export function useScanner(video: Ref<HTMLVideoElement | undefined>, found: (text: string) => void) {
  const scanning = ref(false);
  const fault = ref(false);
  let stream: MediaStream | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last = { text: "", at: 0 };

  function stop(): void {
    clearTimeout(timer);
    stream?.getTracks().forEach((track) => track.stop());
    stream = undefined;
    scanning.value = false;
  }

  async function start(): Promise<void> {
    fault.value = false;
    try {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
      const eye = video.value;
      if (!eye) return stop();
      eye.srcObject = stream;
      await eye.play();
      scanning.value = true;
      const look = await reader();
      const again = async (): Promise<void> => {
        const text = await look.read(eye).catch(() => undefined);
        if (text && (text !== last.text || Date.now() - last.at > AGAIN_MS)) {
          last = { text, at: Date.now() };
          found(text);
        }
        if (scanning.value) timer = setTimeout(() => void again(), LOOK_MS);
      };
      await again();
    } catch {
      fault.value = true;
      stop();
    }
  }

  onBeforeUnmount(stop);
  return { scanning, fault, start, stop };
}
