"""What happens, in the order it happens. Three flows, each ending in rows, so that a crash anywhere goes on where it was.

    1. what changed on YouTube                                                     poll/poll.py

         clock -> read pages -> diff (pure) -> decide (pure) -> Record -> ONE transaction
                  youtube/      known + seen    events, deliveries, downloads       |
         what is known is asked about again, slowly (poll/reconcile.py)             |
                                                                                    v
    2. tell it                                            notify/deliver.py      [rows]
                                                                                   | |
         owed delivery -> send with its random_id -> sent                          | |
         state changed -> edit the post's status line                              <-+ |
                                                                                     |
    3. bring the video                                    download/worker.py         |
                                                                                     v
         queued -> fetching -> fetched -> uploading -> sent -> done
                   yt-dlp      checked,   chunks       message  nothing
                   child       thumb      acked        stands   on disk

poll, notify and download do not know each other: they meet in model.py, in record.py and in rows (storage/).
youtube, telegram and media reach out; each turns its library's errors into the three troubles of errors.py.
Deciding code (diff, decide, job, formats, messages) is pure. Time is handed in (clock.py).
"""
