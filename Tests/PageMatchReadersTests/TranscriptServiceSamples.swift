/// One valid file of each JSON format of a service, and of the programs that are no Whisper.
let serviceTranscriptSamples: [(format: String, content: String)] = [
    (
        "Amazon Transcribe",
        """
        {"jobName": "moby", "status": "COMPLETED", "results": {"language_code": "en-US",
        "transcripts": [{"transcript": "Call me, Ishmael."}], "items": [
        {"id": 0, "type": "pronunciation", "start_time": "1.0", "end_time": "1.4",
        "alternatives": [{"confidence": "0.99", "content": "Call"}]},
        {"type": "pronunciation", "alternatives": [{"confidence": "0.98", "content": "me"}],
        "start_time": "1.4", "end_time": "2.0"},
        {"type": "punctuation", "alternatives": [{"confidence": "0.0", "content": ","}]},
        {"type": "pronunciation", "start_time": "2.0", "end_time": "2.5",
        "alternatives": [{"confidence": "1.0", "content": "Ishmael"}]},
        {"type": "punctuation", "alternatives": [{"confidence": "0.0", "content": "."}]}]}}
        """
    ),
    (
        "Google Speech-to-Text 1",
        """
        {"results": [{"alternatives": [{"transcript": "Call me,", "confidence": 0.9, "words": [
        {"endTime": "0.400s", "word": "Call"},
        {"startTime": "0.400s", "endTime": "1.300s", "word": "me,"}]}],
        "resultEndTime": "1.500s", "languageCode": "en-us"},
        {"alternatives": [{"transcript": " Ishmael.", "words": [
        {"startTime": "2s", "endTime": "2.500s", "word": "Ishmael."}]}],
        "resultEndTime": "2.500s", "languageCode": "en-us"}]}
        """
    ),
    (
        "Google Speech-to-Text 2",
        """
        {"results": {"gs://bucket/moby.mp3": {"inlineResult": {"transcript": {"results": [
        {"alternatives": [{"transcript": "Call me"}], "resultEndOffset": "1.500s",
        "languageCode": "en-US"},
        {"alternatives": [{"transcript": "Ishmael.", "words": [
        {"startOffset": "2s", "endOffset": "2.500s", "word": "Ishmael."}]}],
        "resultEndOffset": "2.500s"}]}}}}}
        """
    ),
    (
        "Azure batch",
        """
        {"source": "moby.wav", "duration": "PT4S", "combinedRecognizedPhrases": [
        {"channel": 0, "display": "Call me. Some years ago."}], "recognizedPhrases": [
        {"recognitionStatus": "Success", "channel": 0, "offset": "PT1S", "duration": "PT1.5S",
        "offsetInTicks": 10000000.0, "durationInTicks": 15000000.0, "locale": "en-US", "nBest": [
        {"confidence": 0.9, "lexical": "call me", "display": "Call me.", "words": [
        {"word": "call", "offset": "PT1S", "duration": "PT0.4S"},
        {"word": "me", "offset": "PT1.4S", "duration": "PT1.1S"}], "displayWords": [
        {"displayText": "Call", "offset": "PT1S", "duration": "PT0.4S"},
        {"displayText": "me.", "offset": "PT1.4S", "duration": "PT1.1S"}]}]},
        {"recognitionStatus": "Success", "channel": 0, "offset": "PT3.25S", "duration": "PT0.75S",
        "nBest": [{"lexical": "some years ago", "display": "Some years ago."}]}]}
        """
    ),
    (
        "Azure client",
        """
        {"RecognitionStatus": "Success", "Offset": 10000000, "Duration": 15000000,
        "DisplayText": "Call me.", "NBest": [{"Confidence": 0.9, "Lexical": "call me",
        "Display": "Call me.", "Words": [{"Word": "call", "Offset": 10000000, "Duration": 4000000},
        {"Word": "me", "Offset": 14000000, "Duration": 11000000}]}]}
        {"RecognitionStatus": "Success", "Offset": 32500000, "Duration": 7500000,
        "DisplayText": "Some years ago."}
        """
    ),
    (
        "Deepgram",
        """
        {"metadata": {"duration": 4.5, "channels": 1}, "results": {"channels": [{"alternatives": [
        {"transcript": "Call me, Ishmael.", "confidence": 0.9, "words": [
        {"word": "call", "start": 1.0, "end": 1.4, "confidence": 0.9, "punctuated_word": "Call"},
        {"word": "me", "start": 1.4, "end": 2.0, "confidence": 0.9, "punctuated_word": "me,"},
        {"punctuated_word": "Ishmael.", "word": "ishmael", "start": 2.0, "end": 2.5}]}],
        "detected_language": "en"}]}}
        """
    ),
    (
        "AssemblyAI",
        """
        {"id": "a1", "language_code": "en_us", "status": "completed", "audio_duration": 5,
        "text": "Call me, Ishmael.", "words": [
        {"text": "Call", "start": 1000, "end": 1400, "confidence": 0.97, "speaker": "A"},
        {"text": "me,", "start": 1400, "end": 2000, "confidence": 0.9, "speaker": "A"},
        {"text": "Ishmael.", "start": 2000, "end": 2500, "confidence": 0.5, "speaker": "A"}]}
        """
    ),
    (
        "ElevenLabs",
        """
        {"language_code": "eng", "language_probability": 0.98, "text": "Call me, Ishmael.", "words": [
        {"text": "Call", "start": 1.0, "end": 1.4, "type": "word", "speaker_id": "speaker_0"},
        {"text": " ", "start": 1.4, "end": 1.4, "type": "spacing", "speaker_id": "speaker_0"},
        {"text": "me,", "start": 1.4, "end": 2, "type": "word", "speaker_id": "speaker_0"},
        {"text": " ", "start": 2, "end": 2, "type": "spacing"},
        {"text": "(laughter)", "start": 2, "end": 2, "type": "audio_event"},
        {"text": " ", "start": 2, "end": 2, "type": "spacing"},
        {"text": "Ishmael.", "start": 2, "end": 2.5, "type": "word", "logprob": -0.1}]}
        """
    ),
    (
        "Speechmatics",
        """
        {"format": "2.9", "job": {"id": "x", "duration": 5}, "metadata": {
        "transcription_config": {"language": "auto"}}, "results": [
        {"type": "word", "start_time": 1.0, "end_time": 1.4,
        "alternatives": [{"content": "Call", "confidence": 0.9, "language": "en"}]},
        {"type": "word", "start_time": 1.4, "end_time": 2.0,
        "alternatives": [{"content": "me", "confidence": 0.9, "language": "en"}]},
        {"type": "punctuation", "start_time": 2.0, "end_time": 2.0, "attaches_to": "previous",
        "is_eos": false, "alternatives": [{"content": ",", "confidence": 1.0}]},
        {"type": "word", "start_time": 2.0, "end_time": 2.5,
        "alternatives": [{"content": "Ishmael", "confidence": 0.9, "language": "en"}]},
        {"type": "punctuation", "start_time": 2.5, "end_time": 2.5, "attaches_to": "previous",
        "is_eos": true, "alternatives": [{"content": ".", "confidence": 1.0}]}]}
        """
    ),
    (
        "Rev AI",
        """
        {"monologues": [{"speaker": 0, "elements": [
        {"type": "text", "value": "Call", "ts": 1.0, "end_ts": 1.4, "confidence": 0.9},
        {"type": "punct", "value": " "},
        {"type": "text", "value": "me", "ts": 1.4, "end_ts": 2.0, "confidence": 0.9},
        {"type": "punct", "value": ", "}, {"type": "unknown", "value": "<inaudible>"}]},
        {"speaker": 1, "elements": [
        {"type": "text", "value": "Ishmael", "ts": 2.0, "end_ts": 2.5, "confidence": 0.9},
        {"type": "punct", "value": "."}]}]}
        """
    ),
    (
        "Vosk",
        """
        {"partial": "call"}
        {
          "result": [{"conf": 1.0, "end": 1.4, "start": 1.0, "word": "call"},
            {"conf": 0.9, "end": 2.5, "start": 1.4, "word": "me"}],
          "text": "call me"
        }{"text": ""}
        {"result": [{"conf": 0.8, "end": 4.0, "start": 3.25, "word": "ago"}], "text": "ago"}
        """
    ),
    (
        "vosk-transcriber",
        """
        {"schemaVersion": "2.0", "monologues": [
        {"speaker": {"id": "unknown", "name": null}, "start": 1.0, "end": 2.5, "terms": [
        {"confidence": 1.0, "start": 1.0, "end": 1.4, "text": "call", "type": "WORD"},
        {"confidence": 0.9, "start": 1.4, "end": 2.5, "text": "me", "type": "WORD"},
        {"text": ".", "type": "PUNCTUATION"}]},
        {"speaker": {"id": "unknown", "name": null}, "start": 3.25, "end": 4.0, "terms": [
        {"confidence": 0.8, "start": 3.25, "end": 4.0, "text": "ago", "type": "WORD"}]}],
        "text": ["call me", "ago"]}
        """
    ),
    (
        "podcast JSON",
        """
        {"version": "1.0.0", "segments": [
        {"speaker": "Ishmael", "startTime": 1.0, "endTime": 1.4, "body": "Call"},
        {"speaker": "Ishmael", "startTime": 1.4, "endTime": 2.5, "body": "me.\\n"},
        {"speaker": "Ishmael", "startTime": 3.25, "endTime": 4, "body": "Ago"}]}
        """
    ),
    (
        "aeneas JSON",
        """
        {"fragments": [{"begin": "0.000", "end": "1.000", "id": "HEAD", "language": "eng",
        "lines": [], "children": []},
        {"begin": "1.000", "end": "4.000", "id": "p1", "language": "eng", "lines": ["Call me.", "Ago."],
        "children": [
        {"begin": "1.000", "end": "2.500", "id": "p1s1", "lines": ["Call me."], "children": []},
        {"begin": "3.250", "end": "4.000", "id": "p1s2", "lines": ["Ago."], "children": []}]}]}
        """
    ),
    (
        "faster-whisper lines",
        """
        {"id": 1, "start": 1.0, "end": 2.5, "text": " Call me.", "words": [
        {"start": 1.0, "end": 1.4, "word": " Call"}, {"start": 1.4, "end": 2.5, "word": " me."}]}
        {"id": 2, "start": 3.25, "end": 4.0, "text": " Ago", "words": null}
        """
    ),
]
