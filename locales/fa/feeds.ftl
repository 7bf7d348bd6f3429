# Why a look at a feed found nothing that can be believed, or ended without an answer. Each ends a sentence, as in trouble.ftl.
look-too-long = { $minutes ->
    [one] بیشتر از { $minutes } دقیقه طول کشید
   *[other] بیشتر از { $minutes } دقیقه طول کشید
}
history-empty = سابقهٔ تماشا خالی آمد
